export interface Verdict {
  bug: string;
  isCaught: boolean;
  /** The test that failed, or the violation that was found. */
  by: string;
  /** How many rounds of chaos there were. */
  rounds?: number;
}
