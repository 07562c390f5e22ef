// Stand-in for Grafana's table: one row per series with its labels and last value, or the first frame as it is.
import {
  FieldType,
  getFieldDisplayName,
  type DataFrame,
  type Field,
  type GrafanaTheme2,
  type PanelProps,
} from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { ScrollContainer, useStyles2 } from '@grafana/ui';
import { css } from '@emotion/css';

const MOST_ROWS = 500;

export function TablePanel({ id, data, fieldConfig }: PanelProps) {
  const styles = useStyles2(getStyles);
  const frames = data.series.filter((frame) => frame.fields.length > 0);
  if (frames.length === 0) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} />;
  }
  const series = frames.every((frame) => frame.fields.length === 2 && frame.fields[0].type === FieldType.time);
  const { columns, rows } = series ? seriesTable(frames) : frameTable(frames[0]);
  return (
    <ScrollContainer>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row, index) => (
            <tr key={index}>
              {row.map((cell, at) => (
                <td key={at}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollContainer>
  );
}

function shown(field: Field, index: number): string {
  const value: unknown = field.values[index];
  const display = field.display?.(value);
  return display ? `${display.prefix ?? ''}${display.text}${display.suffix ?? ''}` : String(value ?? '');
}

function seriesTable(frames: DataFrame[]): { columns: string[]; rows: string[][] } {
  const labels = [...new Set(frames.flatMap((frame) => Object.keys(frame.fields[1].labels ?? {})))].sort();
  const rows = frames.map(({ fields: [time, value], length }) => [
    ...labels.map((label) => value.labels?.[label] ?? ''),
    String(length),
    shown(time, length - 1),
    shown(value, length - 1),
  ]);
  return { columns: [...labels, 'Samples', 'Time', 'Value'], rows };
}

function frameTable(frame: DataFrame): { columns: string[]; rows: string[][] } {
  const rows = Array.from({ length: frame.length }, (_, index) => frame.fields.map((field) => shown(field, index)));
  return { columns: frame.fields.map((field) => getFieldDisplayName(field, frame)), rows };
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    'th, td': {
      padding: theme.spacing(0.5, 1),
      textAlign: 'left',
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      whiteSpace: 'nowrap',
    },
    th: {
      color: theme.colors.text.secondary,
      fontWeight: theme.typography.fontWeightMedium,
      position: 'sticky',
      top: 0,
      background: theme.colors.background.primary,
    },
  }),
});
