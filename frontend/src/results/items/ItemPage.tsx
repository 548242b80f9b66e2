import { Alert, Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from 'react-router'

import { queries } from '../../api/queries'
import type { ItemShown } from '../../api/types'
import { Panel } from '../../app/Page'
import { Loading } from '../../app/States'
import { m } from '../../i18n'
import { Withdraw } from '../../withdrawal/Withdraw'
import { useProject } from '../ProjectLayout'
import { SchemePreview } from '../scheme/SchemePreview'
import { ItemMedia } from './ItemMedia'
import shared from '../results.module.css'
import styles from './items.module.css'

function Turns({ turns }: { turns: ItemShown['context']['before'] }) {
  if (turns.length === 0) return null
  return (
    <ol className={styles.turns}>
      {turns.map((turn) => (
        <li key={turn.turn} dir="auto">
          {turn.speaker && <b>{turn.speaker}: </b>}
          {turn.transcript ?? m.items.noWords}
        </li>
      ))}
    </ol>
  )
}

/** All that reaches a rater's page of this item: arm and policy hold as they do there. */
export function ShownItem({ shown }: { shown: ItemShown }) {
  return (
    <div className={styles.shown}>
      <ItemMedia name={shown.item} media={shown.media} clips={shown.clips} />
      <Turns turns={shown.context.before} />
      {shown.about && <p className={styles.about}>{m.studio.items.about(shown.about)}</p>}
      {shown.transcript && (
        <blockquote dir="auto" lang={shown.language ?? undefined} className={styles.quote}>
          {shown.speaker && <b>{shown.speaker}: </b>}
          {shown.transcript}
        </blockquote>
      )}
      {Object.entries(shown.fields).map(([name, text]) => (
        <dl key={name} className={shared.texts}>
          <dt>{name}</dt>
          <dd dir="auto">{text}</dd>
        </dl>
      ))}
      <Turns turns={shown.context.after} />
    </div>
  )
}

/** Where the turns of the item's recording are corrected; null where it has no sound to cut. */
export function turnsAddress({ media }: ItemShown): string | null {
  const recording = /\d+/.exec(media?.peaks_url ?? '')?.[0]
  if (!recording || media?.start_seconds == null) return null
  return `recordings/${recording}/turns?at=${String(media.start_seconds)}`
}

export function ItemPage() {
  const { slug } = useProject()
  const { id = '' } = useParams()
  const query = useQuery(queries.itemShown(slug, Number(id)))
  const navigate = useNavigate()
  const toItems = () => {
    void navigate(`/projects/${slug}/items`)
  }
  return (
    <Loading query={query}>
      {(shown) => (
        <>
          <Alert className={styles.banner}>
            <span>{m.studio.items.previewNote}</span>
            <Group gap={8}>
              {turnsAddress(shown) && (
                <Button
                  size="compact-sm"
                  variant="default"
                  component={Link}
                  to={`/projects/${slug}/${turnsAddress(shown) ?? ''}`}
                >
                  {m.turns.correct}
                </Button>
              )}
              <Withdraw
                what={{ kind: 'item', project: slug, name: shown.item, shown: shown.item }}
                onGone={toItems}
              />
              {shown.speaker && (
                <Withdraw
                  what={{
                    kind: 'speaker',
                    project: slug,
                    name: shown.speaker,
                    shown: shown.speaker,
                  }}
                  onGone={toItems}
                />
              )}
              <Button
                size="compact-sm"
                variant="default"
                component={Link}
                to={`/projects/${slug}/items`}
              >
                {m.studio.items.back}
              </Button>
            </Group>
          </Alert>
          <div className={shared.twoColumns}>
            <Panel title={shown.item}>
              {shown.project.content_warning && (
                <Alert color="yellow" mb="sm">
                  {shown.project.content_warning}
                </Alert>
              )}
              <ShownItem shown={shown} />
            </Panel>
            <Panel title={m.studio.editor.preview} note={m.studio.editor.previewNote}>
              <SchemePreview questions={shown.scheme.questions} />
            </Panel>
          </div>
        </>
      )}
    </Loading>
  )
}
