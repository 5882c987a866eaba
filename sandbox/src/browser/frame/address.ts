import { AddressForm } from './contact/address-form.js';
import { ContactSession } from './contact/contact-session.js';
import { serveFrame } from './serve-frame.js';

serveFrame((init, tell) => new ContactSession(AddressForm, init, tell));
