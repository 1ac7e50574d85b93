export { routes as certificationRoutes } from './routes.ts';
export { numberIndex } from './certificate-store.ts';
export { verifyCertificates, type CertificateAsked } from './verify-certificates.ts';
