// The pages without an account: a bundle of their own, without React and antd.
import '../outreach/ui/public/app.ts';
