-- Capital gifts, schools' own books and performance pay are kept when their verbs are: tables nobody uses go.
drop table capital_asset, capital_input, school_book, performance_total, distribution_rule;
