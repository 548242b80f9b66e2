"""What ingestion does to sound, without Django: decode, prepare, listen, cut, judge.

Each module is one stage and can be used alone, in a notebook or in another process:

``decode``          a media file -> facts about it, and its samples at constant memory
``prepare``         the original -> a 16 kHz FLAC proxy, drawing peaks and 10 ms levels, in one pass
``peaks``           a stretch of the waveform as min/max pairs, for drawing
``voice``           proxy -> where somebody speaks
``speakers``        proxy and speech -> who speaks when (a baseline)
``default_engine``  the two above together, with a version for every stage
``segmentation``    turns -> cuts, sample-exact in the original
``gates``           a cut -> clipping, level, signal to noise, speech ratio
``transcript``      SubRip and WebVTT cues
``segment_files``   segments that others made, in all formats that are read
``words``           words with times: which cut they belong to, where they stand in a text

Values that pass between stages are the frozen dataclasses of ``types``; faults of a file are the
``MediaError`` family of ``errors``. Times in seconds count from the first decoded sample.
"""
