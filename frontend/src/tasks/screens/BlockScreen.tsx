import { Button, TagsInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'

import { setMyLanguages } from '../../api/endpoints'
import { queries } from '../../api/queries'
import { errorText } from '../../app/States'
import { currentLanguage, m } from '../../i18n'
import { LeaveStudy } from '../../join/LeaveStudy'
import { readJoined } from '../../join/joined'
import { Icon } from '../../theme/Icon'
import type { IconName } from '../../theme/Icon'
import { FinishScreen } from './FinishScreen'
import { wordsOf } from './blocks'
import type { Block } from './blocks'
import styles from '../rating.module.css'

const ICONS: Partial<Record<Block['code'], IconName>> = {
  completed: 'check',
  limit_total: 'check',
  limit_today: 'coffee',
  away: 'lock',
  paused: 'coffee',
  closed: 'lock',
  language: 'globe',
  certificate: 'lock',
}

/** A participant who meets one of these gets no further by themselves, and no code. */
const ENDS: ReadonlySet<Block['code']> = new Set(['quiz', 'stopped', 'certificate'])

/** Languages that are asked for most; any other is written by its code. */
const COMMON = ['ar', 'de', 'en', 'es', 'fa', 'fr', 'he', 'hi', 'id', 'it', 'ja', 'ko', 'nl', 'pl',
  'pt', 'ru', 'sv', 'sw', 'tr', 'uk', 'ur', 'vi', 'zh'] // prettier-ignore

/** Names of languages in the language of the page, and back to their codes. */
function languageNames(): Map<string, string> {
  const names = new Intl.DisplayNames([currentLanguage().code], { type: 'language' })
  return new Map(COMMON.map((code) => [names.of(code) ?? code, code]))
}

function Languages({ slug, onSaved }: { slug: string; onSaved: () => void }) {
  const [names] = useState(languageNames)
  const [chosen, setChosen] = useState<string[]>([])
  const save = useMutation({
    mutationFn: () =>
      setMyLanguages(
        slug,
        chosen.map((name) => names.get(name) ?? name.trim()),
      ),
    onSuccess: onSaved,
  })
  return (
    <form
      className={styles.blockForm}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <TagsInput
        label={m.blocks.languages}
        description={m.blocks.languagesHint}
        data={[...names.keys()]}
        value={chosen}
        onChange={setChosen}
        error={save.error ? errorText(save.error) : null}
      />
      <Button type="submit" disabled={chosen.length === 0} loading={save.isPending}>
        {m.blocks.languagesSave}
      </Button>
    </form>
  )
}

interface BlockScreenProps {
  slug: string
  block: Block
  onLookAgain: () => void
}

/** Why there is no next item, and what the rater can do now. */
export function BlockScreen({ slug, block, onLookAgain }: BlockScreenProps) {
  const work = useQuery({ ...queries.work(), staleTime: 0, enabled: block.code === 'completed' })
  const finish = work.data?.find((card) => card.slug === slug)?.finish
  if (finish) return <FinishScreen finish={finish} />
  const { text, wayOut } = wordsOf(block)
  const recruited = ENDS.has(block.code) && readJoined(slug) !== null
  const mayChange = block.code !== 'completed' && block.code !== 'closed'
  return (
    <div className={styles.centre}>
      <Icon name={ICONS[block.code] ?? 'info'} size={40} />
      <h2>{m.blocks[block.code]}</h2>
      {text && <p>{text}</p>}
      {wayOut && <p>{wayOut}</p>}
      {recruited && <p>{m.blocks.recruited}</p>}
      {block.code === 'language' && <Languages slug={slug} onSaved={onLookAgain} />}
      <div className={styles.centreTools}>
        {recruited && <LeaveStudy slug={slug} plain={false} />}
        {!recruited && (
          <Button
            component={Link}
            to="/work"
            variant={block.code === 'language' ? 'default' : 'filled'}
          >
            {m.rating.back}
          </Button>
        )}
        {block.code !== 'certificate' && block.code !== 'language' && (
          <Button variant="default" component={Link} to={`/answers/${slug}`}>
            {m.blocks.answers}
          </Button>
        )}
        {mayChange && block.code !== 'language' && (
          <Button variant="default" onClick={onLookAgain}>
            {m.blocks.lookAgain}
          </Button>
        )}
      </div>
    </div>
  )
}
