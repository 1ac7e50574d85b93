-- Granted lines are paid through claims alone (funds).
drop table payment_instruction_line;
drop table payment_instruction;
