let isPressed = false;
let isNoticing = false;
const waiting: (() => void)[] = [];

/** Now, or once no button is pressed: a click is lost when what it is for moves between press and release. */
export function betweenPresses(work: () => void): void {
  if (isPressed) waiting.push(work);
  else work();
}

/** From now on: before anything may have to move. */
export function noticePresses(): void {
  if (isNoticing) return;
  isNoticing = true;
  addEventListener('pointerdown', () => (isPressed = true), true);
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, onRelease, true);
}

function onRelease(): void {
  isPressed = false;
  // After the click, which comes with the release.
  setTimeout(() => {
    for (const work of waiting.splice(0)) work();
  });
}
