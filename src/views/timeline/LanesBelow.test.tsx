// What lies below the edge of a low panel is told, as long as it lies there.
import React from 'react';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { layout } from '../../timeline';
import { manySmall, RANGE } from '../../timeline/__fixtures__/histories';
import { firstBelow, LanesBelow } from './LanesBelow';
import { createViewStore } from './store';

const { history, findings } = manySmall();
const model = layout(history, findings, { range: RANGE, width: 560, height: 160, frame: 'panel', density: 'full' });
const lane = (id: string) => model.lanes.find((one) => one.id.startsWith(id))!;

test('a lane is below until its name can be read, and not when all of it is seen', () => {
  const { top, height } = lane('replicas');
  const at = model.lanes.indexOf(lane('replicas'));
  expect(firstBelow(model, top + height / 2 + 19)).toBe(at);
  expect(firstBelow(model, top + height / 2 + 21)).toBe(at + 1);
  expect(firstBelow(model, model.bodyHeight)).toBe(model.lanes.length);
});

test('names what is below, leads there, and goes when everything was seen', () => {
  const store = createViewStore();
  const show = jest.fn();
  const body = lane('actor:hpa').top;
  render(<LanesBelow model={model} store={store} body={body} onShow={show} />);
  const button = screen.getByRole('button', { name: /^2 more lanes below: HPA .*, VPA / });
  expect(button.textContent).toBe('2 more lanes');
  fireEvent.click(button);
  expect(show).toHaveBeenCalledWith(body);
  act(() => store.set({ scrollTop: model.bodyHeight - body }));
  expect(screen.queryByRole('button')).toBeNull();
});

test('the key that presses it opens no mark', () => {
  const open = jest.fn();
  render(
    <div onKeyDown={open}>
      <LanesBelow model={model} store={createViewStore()} body={100} onShow={() => undefined} />
    </div>
  );
  fireEvent.keyDown(screen.getByRole('button'), { key: 'Enter' });
  expect(open).not.toHaveBeenCalled();
});
