// Data frames in the JSON that Grafana streams: one frame per series, time first, value second.
// NaN and the infinities travel as null plus `entities`, because JSON has no words for them.

const SPECIAL = { NaN: 'NaN', '+Inf': 'Inf', Inf: 'Inf', '-Inf': 'NegInf' };

function numberColumn(texts) {
  const values = [];
  const entities = {};
  texts.forEach((text, row) => {
    const special = SPECIAL[text];
    if (special) {
      (entities[special] ??= []).push(row);
    }
    values.push(special ? null : Number(text));
  });
  return { values, entities: Object.keys(entities).length > 0 ? entities : undefined };
}

/** `samples` as the databases send them: [[unix seconds, "text"], …]. */
export function seriesFrame({ refId, name, meta, valueName, labels, displayName, interval, samples, text = false }) {
  const times = samples.map(([seconds]) => Math.round(seconds * 1000));
  const column = text ? { values: samples.map(([, value]) => value) } : numberColumn(samples.map(([, value]) => value));
  const data = { values: [times, column.values] };
  if (column.entities) {
    data.entities = [null, column.entities];
  }
  const config = displayName === '' ? {} : { displayNameFromDS: displayName };
  return {
    schema: {
      ...(name === undefined ? {} : { name }),
      refId,
      meta,
      fields: [
        { name: 'Time', type: 'time', typeInfo: { frame: 'time.Time' }, config: { interval } },
        {
          name: valueName,
          type: text ? 'string' : 'number',
          typeInfo: { frame: text ? 'string' : 'float64' },
          labels,
          config,
        },
      ],
    },
    data,
  };
}

export function emptyFrame(refId, meta, name) {
  return { schema: { ...(name === undefined ? {} : { name }), refId, meta, fields: [] }, data: { values: [] } };
}

/** `name{a="b", c="d"}` with the separator each backend uses. */
export function seriesName(labels, separator) {
  const { __name__: name = '', ...rest } = labels;
  const inner = Object.keys(rest)
    .sort()
    .map((key) => `${key}=${JSON.stringify(rest[key])}`)
    .join(separator);
  return inner === '' ? name : `${name}{${inner}}`;
}

/** {{label}} of a legend format. */
export function fillLegend(format, labels) {
  return format.replace(/\{\{\s*(.+?)\s*\}\}/g, (_, key) => labels[key] ?? '');
}
