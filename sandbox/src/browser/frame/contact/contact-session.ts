import { toLook } from '../../appearance.js';
import type { FrameNotice } from '../../wire/frame-notice.js';
import type { FrameAnswer, FrameInit, FrameRequest } from '../../wire/frame-request.js';
import { applyLook, hideSkeleton, tellHeight, watchFrame } from '../frame-page.js';
import type { FrameSession } from '../serve-frame.js';
import type { ContactForm } from './contact-form.js';

type NewForm = new (
  asked: unknown,
  ...heard: ConstructorParameters<typeof ContactForm>
) => ContactForm;

/** An address or an e-mail address: nothing is asked of the API, all is told to the page. */
export class ContactSession implements FrameSession {
  readonly #form: ContactForm;

  constructor(
    Form: NewForm,
    { appearance, element }: FrameInit,
    private readonly tell: (notice: FrameNotice) => void,
  ) {
    this.#form = new Form(element, {
      changed: (state) => {
        tell({ notice: 'change', ...state });
      },
      submitted: () => {
        tell({ notice: 'enter' });
      },
    });
    applyLook(toLook(appearance));
    watchFrame(tell);
  }

  load(): Promise<FrameAnswer> {
    hideSkeleton();
    this.#form.show();
    tellHeight(this.tell);
    this.tell({ notice: 'event', type: 'ready' });
    this.#form.announceFilled();
    return Promise.resolve({});
  }

  answer(request: FrameRequest): Promise<FrameAnswer> {
    switch (request.call) {
      case 'validate':
        return Promise.resolve(this.#validate());
      case 'update':
        applyLook(toLook(request.options.appearance));
        this.#form.apply(request.options.element);
        break;
      case 'focus_problem':
        this.#form.focusProblem();
        break;
      case 'focus':
      case 'blur':
      case 'clear':
        this.#form[request.call]();
        break;
      // These are asked of the frame that holds the card.
      case 'confirm':
      case 'retrieve':
      case 'refresh':
        break;
    }
    return Promise.resolve({});
  }

  #validate(): FrameAnswer {
    const { value } = this.#form;
    const problem = this.#form.check();
    if (problem === null) return { value };
    const { code, message } = problem;
    return { error: { type: 'validation_error', code, message }, value };
  }
}
