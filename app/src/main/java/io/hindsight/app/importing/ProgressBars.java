package io.hindsight.app.importing;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A moving bar on a terminal, a line now and then elsewhere. */
public final class ProgressBars {
  private static final long LINE_EVERY_NANOS = 5_000_000_000L;

  private ProgressBars() {}

  public static Progress.Factory to(PrintStream out, boolean terminal) {
    return terminal
        ? (what, total) -> new Bar(out, what, total)
        : (what, total) -> new Lines(out, what, total);
  }

  private static final class Bar implements Progress {
    private final PrintStream out;
    private final ProgressBar bar;

    Bar(PrintStream out, String what, long total) {
      this.out = out;
      this.bar =
          new ProgressBarBuilder()
              .setTaskName(what)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .showSpeed()
              .setConsumer(new ConsoleProgressBarConsumer(out))
              .build();
    }

    @Override
    public void advance(long rows) {
      bar.stepBy(rows);
    }

    @Override
    public void continueFrom(long rows) {
      bar.stepTo(rows);
      bar.setExtraMessage("continued");
    }

    @Override
    public void say(String line) {
      out.println();
      out.println(line);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  private static final class Lines implements Progress {
    private final PrintStream out;
    private final String what;
    private final long total;
    private final long began = System.nanoTime();
    private long lastLine = began;
    private long from;
    private long done;

    Lines(PrintStream out, String what, long total) {
      this.out = out;
      this.what = what;
      this.total = total;
    }

    @Override
    public void advance(long rows) {
      done += rows;
      if (System.nanoTime() - lastLine >= LINE_EVERY_NANOS) {
        lastLine = System.nanoTime();
        print();
      }
    }

    @Override
    public void continueFrom(long rows) {
      done = rows;
      from = rows;
      say(String.format(Locale.ROOT, "%s: going on after the first %,d", what, rows));
    }

    @Override
    public void say(String line) {
      out.println(line);
    }

    private void print() {
      double seconds = (System.nanoTime() - began) / 1e9;
      double rate = seconds > 0 ? (done - from) / seconds : 0;
      String left =
          rate > 0 ? String.format(Locale.ROOT, ", %,.0f s left", (total - done) / rate) : "";
      out.printf(
          Locale.ROOT,
          "%s: %,d of %,d (%.0f %%), %,.0f/s%s%n",
          what,
          done,
          total,
          total == 0 ? 100.0 : 100.0 * Math.min(done, total) / total,
          rate,
          done < total ? left : "");
    }

    @Override
    public void close() {
      print();
    }
  }
}
