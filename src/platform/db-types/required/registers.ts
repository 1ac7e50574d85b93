/** Made by `npm run types` from the migrations; not edited by hand. */

export interface ReportRequiredRegister {
  purpose: string | null;
  register: string | null;
  title: string | null;
}

export interface RequiredRegistersTables {
  report_required_register: ReportRequiredRegister;
}
