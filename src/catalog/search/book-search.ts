/** Finds books by words of titles, names and subjects, and by ISBN. One implementation for each database. */
export abstract class BookSearch {
  /**
   * The ids of books for sale that have all of the words, or words that begin with them, the best first. Bounded, as is
   * the time that it takes: of very many, some. Any text is a list of words.
   */
  abstract find(text: string): number[];
}
