// A page that breaks takes neither the app nor Grafana with it, and says what to do. One around each route.
import React from 'react';
import { Button, Icon } from '@grafana/ui';

import { StateFrame } from '../../views/states/StateFrame';

interface RouteBoundaryProps {
  /** A new address gives the page another try. */
  readonly resetKey: string;
  readonly children: React.ReactNode;
}

interface RouteBoundaryState {
  readonly error?: Error;
  readonly resetKey: string;
}

/** webpack's word for a lazy file that could not be fetched, or is not the one that was built with this module. */
function isMissingFile(error: Error): boolean {
  return error.name === 'ChunkLoadError';
}

/** Shows the error of what is inside instead of a blank page. */
export class RouteBoundary extends React.Component<RouteBoundaryProps, RouteBoundaryState> {
  public override state: RouteBoundaryState = { resetKey: this.props.resetKey };

  public static getDerivedStateFromError(error: unknown): Partial<RouteBoundaryState> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  public static getDerivedStateFromProps(
    props: RouteBoundaryProps,
    state: RouteBoundaryState
  ): Partial<RouteBoundaryState> | null {
    return props.resetKey === state.resetKey ? null : { resetKey: props.resetKey, error: undefined };
  }

  public override render() {
    const { error } = this.state;
    if (!error) {
      return this.props.children;
    }
    return isMissingFile(error) ? (
      <StateFrame
        role="alert"
        icon={<Icon name="sync" size="xxl" />}
        heading="This page did not load"
        text="A file of the plugin did not arrive. If Truce was upgraded while this page was open, reload the page."
        actions={<Button onClick={() => window.location.reload()}>Reload the page</Button>}
      />
    ) : (
      <StateFrame
        role="alert"
        icon={<Icon name="bug" size="xxl" />}
        heading="This page broke"
        text={`${error.message || 'No message.'} The rest of the app works; the address may hold what led here.`}
        actions={<Button onClick={() => this.setState({ error: undefined })}>Try again</Button>}
      />
    );
  }
}
