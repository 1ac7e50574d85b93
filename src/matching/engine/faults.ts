/** Why a file is refused as a whole. */
export class UnreadableList extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The room was too small: the list is read again with more. */
export class RoomTooSmall extends Error {
  constructor() {
    super('名单的行数或文字超出了预留的内存');
  }
}

/** A quote was found where the list was taken to have none: it must be read again in one piece. */
export class QuotesFound extends Error {}
