/**
 * What is wrong with a field, or nothing in the same room: the corrected form does not move the
 * button away from under the pointer that waits there.
 */
export function showProblemIn(line: HTMLElement, message: string | null): void {
  line.style.minHeight = `${line.getBoundingClientRect().height}px`;
  line.textContent = message ?? '';
}
