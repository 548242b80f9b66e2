import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import type { TaskMedia } from '../../api/types'
import { ClipRow } from './ClipRow'

const picture = (url: string) => ({ url: null, video_url: null, image_url: url }) as TaskMedia

describe('clips beside each other', () => {
  it('stand from the left to the right in every language, as the answers name them', () => {
    render(
      <MantineProvider env="test">
        <ClipRow
          clips={[picture('/a.png'), picture('/b.png')]}
          playKey="Space"
          onControls={() => undefined}
        />
      </MantineProvider>,
    )
    const [first, second] = screen.getAllByRole('region')
    expect(first?.parentElement?.dir).toBe('ltr')
    expect(first?.parentElement).toBe(second?.parentElement)
    expect([first, second].map((clip) => clip?.querySelector('h3')?.textContent)).toEqual([
      'A',
      'B',
    ])
  })
})
