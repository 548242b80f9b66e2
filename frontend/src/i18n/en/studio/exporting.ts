export const exporting = {
  groups: {
    tables: 'Tables',
    catalogues: 'Catalogues',
    speech: 'Speech',
    learning: 'Training',
    annotation: 'Annotation',
  },
  question: 'Label of',
  firstQuestion: 'The first question that fits',
  media: 'With the recordings',
  mediaSize: (size: string) => `About ${size} are copied or cut.`,
  mediaAlways: (size: string) => `The recordings come along: about ${size}.`,
  tiers: 'Tiers',
  allTiers: 'All',
  tierNames: {
    items: 'Items',
    turns: 'Turns',
    words: 'Words',
    labels: 'Labels',
    raters: 'Raters',
  } as Record<string, string>,
  preparing: (seconds: number) =>
    `Preparing the file, ${String(seconds)} s so far. The download begins when it is ready.`,
  ready: 'The download has begun.',
  noAnswer: 'No file has come. Try again, or ask an admin what the server says.',
  formats: {
    parquet: {
      title: 'Parquet',
      about: 'Columns with their types, compressed; for pandas, polars, DuckDB and R.',
      loses: 'Nothing is lost.',
    },
    csv: {
      title: 'CSV',
      about: 'For every spreadsheet and statistics program.',
      loses: 'Lost: the types of columns; an empty text and a missing one look alike.',
    },
    jsonl: {
      title: 'JSON lines',
      about: 'One object a row; distributions and lists stay nested.',
      loses: 'Lost: the types of numbers.',
    },
    croissant: {
      title: 'Croissant',
      about: 'Parquet described for machine learning, with the fields of responsible AI.',
      loses: 'The description leaves out columns with parts; the tables have them.',
    },
    frictionless: {
      title: 'Frictionless',
      about: 'CSV with typed, described and linked columns.',
      loses: 'Lost: an empty text and a missing one look alike.',
    },
    'ro-crate': {
      title: 'RO-Crate',
      about: 'CSV as a research object that archives take.',
      loses: 'Lost: the types of columns.',
    },
    audformat: {
      title: 'audformat',
      about: 'A database with a column per rater, which audb publishes.',
      loses: 'Answers with parts are JSON text.',
    },
    lhotse: {
      title: 'Lhotse',
      about: 'Recordings and supervisions with distributions and ratings.',
      loses: 'Lost: items without sound, items of several clips, models.',
    },
    rttm: {
      title: 'RTTM',
      about: 'Who speaks when, and the label of a question when.',
      loses: 'Lost: all but times, speakers and that label.',
    },
    ctm: {
      title: 'CTM',
      about: 'Every word with its time.',
      loses: 'Lost: all but words and times.',
    },
    textgrid: {
      title: 'TextGrid',
      about: 'Praat tiers for turns, words, labels and each rater.',
      loses: 'Lost: items without a recording; traces are in a file beside.',
    },
    elan: {
      title: 'ELAN',
      about: 'Tiers for turns, words, labels and each rater.',
      loses: 'Times are rounded to milliseconds; traces are in a file beside.',
    },
    huggingface: {
      title: 'Hugging Face',
      about: 'A data set folder by split, with typed features.',
      loses: 'Lost: the picture of a video.',
    },
    webdataset: {
      title: 'WebDataset',
      about: 'Tar files of items with their media, labels and ratings.',
      loses: 'Lost: items that are checks, models, decisions.',
    },
    clips: {
      title: 'Clips',
      about: 'A file per item, cut to the sample and named speaker_emotion_intensity_id.',
      loses: 'Lost: all questions but one and the intensities, and who answered.',
    },
    instructions: {
      title: 'Instructions',
      about: 'Question, answer and reasons, for chat models.',
      loses: 'Lost: when and how raters answered; the picture of a video.',
    },
    'label-studio': {
      title: 'Label Studio',
      about: 'Tasks with every rating, and their labeling config.',
      loses: 'Traces are in a file beside; spans in other turns are lost.',
    },
    emotionml: {
      title: 'EmotionML',
      about:
        'W3C EmotionML 1.0: categories and dimensions of each item and each rater, with times.',
      loses: 'Lost: texts, ranks, intervals, spans and boxes; traces are in a file beside.',
    },
  } as Record<string, { title: string; about: string; loses: string }>,
}
