// Stand-in for @grafana/runtime's PanelDataErrorView: why a panel cannot draw, in the middle of it.
import { css } from '@emotion/css';
import { FieldType, type GrafanaTheme2 } from '@grafana/data';
import { type PanelDataErrorViewProps } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';

export function PanelDataErrorView(props: PanelDataErrorViewProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.middle} data-testid="data-testid Panel data error message">
      {messageFor(props)}
    </div>
  );
}

function messageFor({
  message,
  data,
  fieldConfig,
  needsTimeField,
  needsNumberField,
  needsStringField,
}: PanelDataErrorViewProps): string {
  const has = (type: FieldType) => data.series.some((frame) => frame.fields.some((field) => field.type === type));
  const missing = [
    needsTimeField && !has(FieldType.time) ? 'time' : undefined,
    needsNumberField && !has(FieldType.number) ? 'number' : undefined,
    needsStringField && !has(FieldType.string) ? 'string' : undefined,
  ].find((type) => type !== undefined);
  if (message) {
    return message;
  }
  if (data.series.every((frame) => frame.length === 0)) {
    return fieldConfig?.defaults.noValue ?? 'No data';
  }
  return missing ? `Data is missing a ${missing} field` : 'Unable to render data';
}

const getStyles = (theme: GrafanaTheme2) => ({
  middle: css({
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: '100%',
    height: '100%',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.size.lg,
  }),
});
