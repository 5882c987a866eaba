import { describe, expect, it } from '@jest/globals';
import { Emitter } from './emitter.js';

class Bell extends Emitter<{ ring: number; stop: string }> {
  ring(times: number): void {
    this.emit('ring', times);
  }
}

describe(Emitter, () => {
  it('tells every listener of that event', () => {
    const heard: number[] = [];
    const bell = new Bell().on('ring', (times) => heard.push(times));
    bell.on('ring', (times) => heard.push(times * 10)).on('stop', () => heard.push(-1));

    bell.ring(2);

    expect(heard).toEqual([2, 20]);
  });

  it('tells a listener once when asked', () => {
    const heard: number[] = [];
    const bell = new Bell().once('ring', (times) => heard.push(times));

    bell.ring(1);
    bell.ring(2);

    expect(heard).toEqual([1]);
  });

  it('forgets one listener, or all of them', () => {
    const heard: string[] = [];
    const first = () => heard.push('first');
    const bell = new Bell().on('ring', first).on('ring', () => heard.push('second'));

    bell.off('ring', first).ring(1);
    bell.off('ring').ring(1);

    expect(heard).toEqual(['second']);
  });
});
