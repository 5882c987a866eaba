/** By then the shop has answered, or the answer is lost. */
const ANSWERED_MS = 10_000;

/** Ignores a button that is pressed again while the answer to its form is on the way. */
export function submitOnce() {
  const pressed = new Set<EventTarget | null>();
  document.addEventListener('submit', (event) => {
    // The payment form is sent by its own script.
    if (event.defaultPrevented) return;
    const button = event.submitter ?? event.target;
    if (pressed.has(button)) event.preventDefault();
    pressed.add(button);
    setTimeout(() => pressed.delete(button), ANSWERED_MS);
  });
  // Also after going back to a page that the browser has kept.
  addEventListener('pageshow', () => pressed.clear());
}
