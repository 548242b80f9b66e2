import type { PresetSummary } from '../../api/types'
import { Panel } from '../../app/Page'
import { m } from '../../i18n'
import { SchemePreview } from '../scheme/SchemePreview'
import styles from './gallery.module.css'

/** What a preset stands for and where it departs from its paper, and its questions to try. */
export function PresetDetails({ preset }: { preset: PresetSummary }) {
  return (
    <>
      <Panel title={preset.title} note={<bdi>{preset.summary}</bdi>}>
        <dl className={styles.details}>
          <dt>{m.newProject.unit}</dt>
          <dd>
            <bdi>{preset.unit}</bdi>
          </dd>
          <dt>{m.newProject.takes}</dt>
          <dd>{preset.media.map((kind) => m.newProject.media[kind]).join(', ')}</dd>
          <dt>{m.newProject.people}</dt>
          <dd>{m.newProject.raters(preset.raters_per_item)}</dd>
          <dt>{m.newProject.paper}</dt>
          <dd>
            <bdi>{preset.paper}</bdi>
          </dd>
          <dt>{m.newProject.notes}</dt>
          <dd>
            <ul>
              {preset.notes.map((note) => (
                <li key={note}>
                  <bdi>{note}</bdi>
                </li>
              ))}
            </ul>
          </dd>
        </dl>
      </Panel>
      <Panel title={m.newProject.preview} note={m.newProject.previewNote}>
        <SchemePreview key={preset.name} questions={preset.scheme.questions} />
      </Panel>
    </>
  )
}
