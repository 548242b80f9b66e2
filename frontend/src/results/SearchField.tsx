import { TextInput } from '@mantine/core'
import type { TextInputProps } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useSearchParams } from 'react-router'

import { m } from '../i18n'
import { Icon } from '../theme/Icon'

/** Typing rests this long before the address follows, milliseconds. */
const REST = 250

interface SearchFieldProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** Puts the words into the address, under `search`. */
  onSearch: (words: string) => void
}

/** A field that follows the address when that changes by other means, such as the back button. */
export function SearchField({ onSearch, ...rest }: SearchFieldProps) {
  const [search] = useSearchParams()
  const asked = search.get('search') ?? ''
  const [words, setWords] = useState(asked)
  /** What the address said last, and what this field last put there. */
  const [known, setKnown] = useState({ asked, own: asked })
  if (known.asked !== asked) {
    setKnown({ asked, own: asked })
    if (known.own !== asked) setWords(asked)
  }
  const searchSoon = useDebouncedCallback((value: string) => {
    // The address may have changed the words meanwhile.
    if (value !== words.trim()) return
    setKnown((now) => ({ ...now, own: value }))
    onSearch(value)
  }, REST)
  return (
    <TextInput
      type="search"
      aria-label={m.items.search}
      placeholder={m.items.search}
      leftSection={<Icon name="search" size={16} />}
      {...rest}
      value={words}
      onChange={(event) => {
        setWords(event.currentTarget.value)
        searchSoon(event.currentTarget.value.trim())
      }}
    />
  )
}
