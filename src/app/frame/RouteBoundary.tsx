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
    return (
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
