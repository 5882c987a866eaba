let isPressed = false;
let isWatching = false;
const waiting: (() => void)[] = [];

/** Now, or once no button is pressed: a click is lost when what it is for moves between press and release. */
export function betweenPresses(work: () => void): void {
  if (isPressed) waiting.push(work);
  else work();
}

/** What this document saw, or was told of one that it cannot look into. */
export function setPressed(pressed: boolean): void {
  isPressed = pressed;
  // After the click, which comes with the release.
  if (!pressed) setTimeout(workOff);
}

function workOff(): void {
  if (isPressed) return;
  for (const work of waiting.splice(0)) work();
}

/** From now on: before anything may have to move. */
export function watchPresses(saw: (pressed: boolean) => void = () => undefined): void {
  if (isWatching) return;
  isWatching = true;
  const set = (pressed: boolean): void => {
    setPressed(pressed);
    saw(pressed);
  };
  const press = ({ button }: PointerEvent): void => {
    if (button === 0) set(true);
  };
  const release = (): void => {
    set(false);
  };
  // Nobody sees a release outside of the window.
  const move = ({ buttons }: PointerEvent): void => {
    if (isPressed && buttons === 0) set(false);
  };
  addEventListener('pointerdown', press, true);
  addEventListener('pointermove', move, true);
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, release, true);
}
