// Stand-in for Grafana's text panel: markdown or HTML, sanitised.
import { renderTextPanelMarkdown, textUtil, type PanelProps } from '@grafana/data';
import { ScrollContainer } from '@grafana/ui';

export interface TextOptions {
  mode?: 'markdown' | 'html' | 'code';
  content?: string;
}

export function TextPanel({ options, replaceVariables }: PanelProps<TextOptions>) {
  const content = replaceVariables(options.content ?? '', {}, 'text');
  const html = options.mode === 'html' ? textUtil.sanitizeTextPanelContent(content) : renderTextPanelMarkdown(content);
  return (
    <ScrollContainer>
      {options.mode === 'code' ? (
        <pre>{content}</pre>
      ) : (
        <div className="markdown-html" dangerouslySetInnerHTML={{ __html: html }} />
      )}
    </ScrollContainer>
  );
}
