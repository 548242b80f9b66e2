import { DropZone } from '../../app/DropZone'
import { m } from '../../i18n'

const ENDINGS = '.csv,.tsv,.tab,.txt,.jsonl,.ndjson,.parquet'

/** A place to drop one table on. */
export function TableDrop({
  disabled,
  onFile,
}: {
  disabled: boolean
  onFile: (file: File) => void
}) {
  const t = m.studio.imports
  return (
    <DropZone
      drop={t.drop}
      dropOr={t.dropOr}
      choose={t.choose}
      accept={ENDINGS}
      primary
      disabled={disabled}
      onFiles={([file]) => {
        if (file) onFile(file)
      }}
    />
  )
}
