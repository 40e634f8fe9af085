package io.surgetank.load;

import io.surgetank.load.measure.Tick;

/// Who looks on while a run goes.
public interface ProgressListener {
  ProgressListener NOBODY =
      new ProgressListener() {
        @Override
        public void tick(Tick tick) {}

        @Override
        public void following(long left) {}
      };

  void tick(Tick tick);

  /// All is sent; so many jobs have not been seen at an end.
  void following(long left);
}
