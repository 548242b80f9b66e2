import { Radio, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'

import type { PresetSummary } from '../../api/types'
import { EmptyState } from '../../app/States'
import { m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { presetGroups } from './presetGroups'
import { presetPicture } from './presetPictures'
import styles from './gallery.module.css'

/** `reached` says that the Tab key stops here: at one card of all, from which the arrows lead on. */
function Card({ preset, reached }: { preset: PresetSummary; reached: boolean }) {
  const picture = presetPicture(preset.name)
  return (
    <Radio.Card value={preset.name} className={styles.card} tabIndex={reached ? 0 : -1}>
      {picture && <img src={picture} alt="" width={1280} height={800} loading="lazy" />}
      <div className={styles.words}>
        <p className={styles.name}>
          <Radio.Indicator size="xs" />
          <bdi>{preset.title}</bdi>
        </p>
        <p>
          <bdi>{preset.summary}</bdi>
        </p>
        <p className={styles.facts}>
          <span className="mono">{preset.name}</span>
          <span>{preset.media.map((kind) => m.newProject.media[kind]).join(', ')}</span>
          <span>{m.newProject.raters(preset.raters_per_item)}</span>
        </p>
      </div>
    </Radio.Card>
  )
}

interface PresetGalleryProps {
  presets: readonly PresetSummary[]
  chosen: string | null
  onChoose: (name: string) => void
}

/** All presets as cards, by what is rated; a search narrows them down. */
export function PresetGallery({ presets, chosen, onChoose }: PresetGalleryProps) {
  const [search, setSearch] = useState('')
  const groups = useMemo(() => presetGroups(presets, search), [presets, search])
  const names = groups.flatMap((group) => group.presets.map(({ name }) => name))
  const reached = chosen !== null && names.includes(chosen) ? chosen : names[0]
  const count = groups.reduce((sum, group) => sum + group.presets.length, 0)
  return (
    <section className={styles.gallery} aria-label={m.newProject.preset}>
      <div className={styles.search}>
        <TextInput
          label={m.newProject.search}
          placeholder={m.newProject.searchPlaceholder}
          type="search"
          leftSection={<Icon name="search" size={16} />}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value)
          }}
        />
        <p role="status">{m.newProject.found(count)}</p>
      </div>
      {count === 0 && (
        <EmptyState icon="search" title={m.newProject.none} text={m.newProject.noneText} />
      )}
      <Radio.Group value={chosen} onChange={onChoose} aria-label={m.newProject.preset}>
        {groups.map(({ modality, presets: found }) => (
          <div key={modality} className={styles.group}>
            <h2>{m.newProject.groups[modality]}</h2>
            <div className={styles.cards}>
              {found.map((preset) => (
                <Card key={preset.name} preset={preset} reached={preset.name === reached} />
              ))}
            </div>
          </div>
        ))}
      </Radio.Group>
    </section>
  )
}
