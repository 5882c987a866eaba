export interface FoundBooks {
  /** The best first. */
  ids: number[];
  /** False: there are more matches than were looked at. */
  isComplete: boolean;
}

/** Finds books by words of titles, names and subjects, and by ISBN. One implementation for each database. */
export abstract class BookSearch {
  /**
   * The books for sale that have all of the words, or words that begin with them. Bounded, as is the time that it takes:
   * of very many, some. Any text is a list of words.
   */
  abstract find(text: string): Promise<FoundBooks>;
}
