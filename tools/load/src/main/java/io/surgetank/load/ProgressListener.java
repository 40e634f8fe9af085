package io.surgetank.load;

import io.surgetank.load.measure.Tick;

/// Receives the progress of a run.
public interface ProgressListener {
  ProgressListener NONE =
      new ProgressListener() {
        @Override
        public void tick(Tick tick) {}

        @Override
        public void following(long left) {}
      };

  void tick(Tick tick);

  /// After sending: `left` jobs have not been seen in a final state.
  void following(long left);
}
