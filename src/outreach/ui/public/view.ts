/** What can stand inside an element. */
export type Child = Node | string | number | null | undefined | false | readonly Child[];

type Listener = (event: Event) => void;
/** Attributes by their HTML names; `on…` are listeners; false, null and undefined leave an attribute out, true writes it empty. */
export type Attributes = Record<string, string | number | boolean | null | undefined | Listener>;

/** An element: `h('p', { class: 'lead' }, 'text')`. Text is always text, never markup. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes | null = null,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null && value !== false)
      element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

function append(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (typeof child === 'string' || typeof child === 'number')
      parent.appendChild(document.createTextNode(String(child)));
    else if (child instanceof Node) parent.appendChild(child);
    else append(parent, child);
  }
}

/** Puts these children in place of what an element holds. */
export function fill(element: Element, ...children: readonly Child[]): void {
  element.textContent = '';
  append(element, children);
}

let ids = 0;
/** A name for an element that a label or a description points to. */
export const newId = (): string => `f${(ids += 1)}`;
