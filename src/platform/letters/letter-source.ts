/** What may be handed to a typst template: plain JSON. Text in it is always text, never code. */
export type LetterValue =
  | string
  | number
  | boolean
  | null
  | readonly LetterValue[]
  | { readonly [key: string]: LetterValue };

/** Who sent the letter to the printer, and the instant (ISO 8601 with zone or Z). Both stand in the footer of every page. */
export type Printed = { readonly by: string; readonly at: string };

/** One letter, ready to be set: which template, with what data, about whom. */
export type LetterSource = {
  /** The `.typ` file; it exports `letter(data)`. */
  readonly template: URL;
  readonly data: { readonly [key: string]: LetterValue };
  /** The person or list the letter is about, named in error messages. */
  readonly subject: string;
  /** Title in the document's metadata. */
  readonly title: string;
  readonly paper: 'portrait' | 'landscape';
  /** Number of the letter, right in the footer. */
  readonly number: string;
  readonly printed: Printed;
  /** Language of the footer and of the hyphenation; Chinese unless told. */
  readonly language?: 'zh' | 'en';
};

/** A pure function from typed data to a letter. */
export type LetterTemplate<Data> = (data: Data) => LetterSource;

/** A font added behind the built-in ones, for characters they lack. */
export type ExtraFont = { readonly family: string; readonly file: string };
