import { Module } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { ParcelsModule } from '../fulfilment/parcels.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { Shop } from '../shop/shop.js';
import { MailContentService } from './content/mail-content.service.js';
import { MailTemplates } from './content/mail-templates.js';
import { FileMailer } from './files/file-mailer.js';
import { MailDeliveryService } from './mail-delivery.service.js';
import { MailScheduler } from './mail.scheduler.js';
import { Mailer } from './mailer.js';
import { mailsFolder } from './mails-folder.js';
import { OutboxRepository } from './outbox.repository.js';

@Module({
  imports: [OrdersModule, ParcelsModule],
  providers: [
    OutboxRepository,
    MailContentService,
    MailTemplates,
    MailDeliveryService,
    MailScheduler,
    {
      provide: Mailer,
      inject: [Config, Shop],
      useFactory: mailerFor,
    },
  ],
})
export class MailModule {}

function mailerFor(config: Config, shop: Shop): Mailer {
  const { from } = config.get('mail', { infer: true });
  const sender = from ?? { name: shop.name, address: shop.email };
  return new FileMailer(mailsFolder(config.get('dataDirectory', { infer: true })), sender);
}
