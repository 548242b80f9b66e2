import { useMemo } from 'react'

import type { Label } from '../api/types'
import { labelColours } from '../theme/labelColours'
import { labelKeys } from './rules'

/** Labels with the letter and the colour that they have everywhere. */
export function useLabels(
  labels: readonly Label[],
): (Label & { letter: string | null; colour: string })[] {
  return useMemo(() => {
    const letters = labelKeys(labels)
    const colours = labelColours(labels)
    return labels.map((label) => ({
      ...label,
      letter: letters.get(label.id) ?? null,
      colour: colours.get(label.id) ?? 'var(--line-strong)',
    }))
  }, [labels])
}
