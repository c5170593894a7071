package io.hindsight.app.launch;

import java.net.URI;

/** A server in this process. */
public interface RunningServer extends AutoCloseable {
  /** Where it answers, without a slash at the end. */
  URI address();

  /** Returns when it has been stopped. */
  void awaitStop() throws InterruptedException;

  /** Stops it in order; a second call waits until that is done, and does nothing. */
  @Override
  void close();
}
