import { Body, Controller, Get, HttpCode, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { WithdrawalInput } from './withdrawal.input.js';
import { WithdrawalService } from './withdrawal.service.js';
import { toWithdrawalView } from './withdrawal.view.js';

const SEE_OTHER = 303;

@Controller('orders')
export class WithdrawalController {
  constructor(private readonly withdrawals: WithdrawalService) {}

  @Get(':token/withdraw')
  @Render('orders/withdraw')
  async show(@Param('token') token: string) {
    return toWithdrawalView(await this.withdrawals.find(token));
  }

  /** First shows what is to be confirmed. */
  @Post(':token/withdraw')
  @HttpCode(200)
  async withdraw(
    @Param('token') token: string,
    @Body({ schema: WithdrawalInput }) input: WithdrawalInput,
    @Res() response: Response,
  ) {
    const state = await this.withdrawals.find(token);
    if (input.step === 'enter' && !state.received) {
      response.render('orders/withdraw', toWithdrawalView(state, input));
      return;
    }
    if (state.canWithdraw) await this.withdrawals.receive(state.order, input);
    response.redirect(SEE_OTHER, `/orders/${token}/withdraw`);
  }
}
