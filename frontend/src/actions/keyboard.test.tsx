import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'

import { keyName } from './keyboard'
import type { Action } from './types'
import { useActions } from './useActions'

const press = (key: string, init: KeyboardEventInit = {}) =>
  keyName(new KeyboardEvent('keydown', { key, ...init }))

describe('keyName', () => {
  it('names keys by what they print', () => {
    expect(press('!', { shiftKey: true })).toBe('!')
    expect(press('A', { shiftKey: true })).toBe('a')
    expect(press(' ')).toBe('Space')
    expect(press('z', { metaKey: true })).toBe('Ctrl+z')
    expect(press('ArrowUp', { shiftKey: true })).toBe('Shift+ArrowUp')
  })
})

describe('keyName on keyboards of other scripts', () => {
  it('takes letters by their place', () => {
    expect(press('ش', { code: 'KeyA' })).toBe('a')
    expect(press('ф', { code: 'KeyA' })).toBe('a')
    expect(press('لا', { code: 'KeyB' })).toBe('b')
    expect(press('ِ', { code: 'KeyA', shiftKey: true })).toBe('a')
    expect(press('ئ', { code: 'KeyZ', ctrlKey: true })).toBe('Ctrl+z')
  })

  it('takes signs by their place where letters stand there', () => {
    expect(press('ظ', { code: 'Slash' })).toBe('/')
    expect(press('؟', { code: 'Slash', shiftKey: true })).toBe('?')
    expect(press('و', { code: 'Comma' })).toBe(',')
    expect(press('د', { code: 'BracketRight' })).toBe(']')
  })

  it('takes digits of any script', () => {
    expect(press('٠', { code: 'Digit0' })).toBe('0')
    expect(press('٧', { code: 'Digit7' })).toBe('7')
    expect(press('۹', { code: 'Digit9' })).toBe('9')
    expect(press('३', { code: 'Digit3' })).toBe('3')
  })

  it('leaves Latin layouts as they print, wherever their keys lie', () => {
    expect(press('a', { code: 'KeyQ' })).toBe('a')
    expect(press('é', { code: 'Digit2' })).toBe('é')
    expect(press('Enter', { code: 'Enter' })).toBe('Enter')
  })
})

function Probe({ log, enabled }: { log: string[]; enabled: boolean }) {
  const actions: Action<string[]>[] = [
    { name: 'play', group: 'g', label: 'Play', keys: ['Space'], run: (l) => l.push('play') },
    { name: 'a', group: 'g', label: 'A', keys: ['a'], run: (l) => l.push('a') },
  ]
  useActions(actions, log, enabled)
  return (
    <>
      <input type="text" aria-label="words" />
      <button type="button" onClick={() => log.push('button')}>
        Press
      </button>
    </>
  )
}

describe('useActions', () => {
  it('rests while typing, and leaves space to a focused button', async () => {
    const log: string[] = []
    render(<Probe log={log} enabled />)
    await userEvent.keyboard('a ')
    await userEvent.type(screen.getByLabelText('words'), 'a a')
    screen.getByRole('button').focus()
    await userEvent.keyboard(' ')
    expect(log).toEqual(['a', 'play', 'button'])
  })

  it('listens no more once it is gone or switched off', async () => {
    const log: string[] = []
    const view = render(<Probe log={log} enabled />)
    view.rerender(<Probe log={log} enabled={false} />)
    await userEvent.keyboard('a')
    view.unmount()
    await userEvent.keyboard('a')
    expect(log).toEqual([])
  })
})
