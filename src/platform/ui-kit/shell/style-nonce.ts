/** The nonce the server put in the page for styles made at run time; undefined where there is none (tests, a plain file). */
export const pageNonce = (): string | undefined =>
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;

/** Gives the page's nonce to every style element that our own code creates: antd's scroll lock and scroll bar measure have no setting for it. */
export function giveNonceToStyles(nonce: string): void {
  const create = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
}
