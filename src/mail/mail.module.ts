import { Module } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { ParcelsModule } from '../fulfilment/parcels.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { ReceiptQueries } from '../receipts/receipt.queries.js';
import { Shop } from '../shop/shop.js';
import { MailContentService } from './content/mail-content.service.js';
import { MailTemplates } from './content/mail-templates.js';
import { MailedOrdersService } from './content/mailed-orders.service.js';
import { FileMailer } from './files/file-mailer.js';
import { MailFilesService } from './files/mail-files.service.js';
import { MailDeliveryService } from './mail-delivery.service.js';
import { MailScheduler } from './mail.scheduler.js';
import { Mailer } from './mailer.js';
import { mailsFolder } from './mails-folder.js';
import { OldRecipientsScheduler } from './old-recipients.scheduler.js';
import { OutboxModule } from './outbox.module.js';
import { MailFilesController } from './pages/mail-files.controller.js';
import { SmtpMailer } from './smtp/smtp-mailer.js';

@Module({
  imports: [OrdersModule, OutboxModule, ParcelsModule],
  controllers: [MailFilesController],
  providers: [
    MailFilesService,
    MailContentService,
    MailedOrdersService,
    ReceiptQueries,
    MailTemplates,
    MailDeliveryService,
    MailScheduler,
    OldRecipientsScheduler,
    {
      provide: Mailer,
      inject: [Config, Shop],
      useFactory: mailerFor,
    },
  ],
})
export class MailModule {}

function mailerFor(config: Config, shop: Shop): Mailer {
  const { url, from } = config.get('mail', { infer: true });
  const sender = from ?? { name: shop.name, address: shop.email };
  if (url !== null) return new SmtpMailer(url, sender);
  return new FileMailer(mailsFolder(config.get('dataDirectory', { infer: true })), sender);
}
