import { PaymentSession } from './payment-session.js';
import { serveFrame } from './serve-frame.js';

serveFrame((init, tell) => new PaymentSession(init, tell));
