'use client';

import { Component, type ReactNode } from 'react';

/** Where Monaco throws while it starts or draws, the textarea comes back. */
export class SurfaceBoundary extends Component<{ readonly onError: () => void; readonly children: ReactNode }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(): void {
    this.props.onError();
  }

  override render() {
    return this.state.broken ? null : this.props.children;
  }
}
