import { ContactSession } from './contact/contact-session.js';
import { EmailForm } from './contact/email-form.js';
import { serveFrame } from './serve-frame.js';

serveFrame((init, tell) => new ContactSession(EmailForm, init, tell));
