package io.hindsight.benchmarks.spark;

import io.hindsight.benchmarks.support.Figures;
import io.hindsight.benchmarks.support.Settings;
import io.hindsight.benchmarks.training.Shaped;
import io.hindsight.scoring.als.AlsConfig;
import io.hindsight.scoring.als.AlsModel;
import io.hindsight.scoring.als.AlsTrainer;
import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;
import io.hindsight.scoring.linear.Workers;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * iALS against Spark's implicit ALS in a process of its own: how long each takes to bring one loss
 * down to what Spark comes to in eight iterations. Spark weighs what was observed by α = 1/α₀ and
 * regularises by observations only; its parameter is set so that both regularise alike on average.
 */
public final class SparkBenchmark {
  private static final int THREADS = 2;
  private static final double ALPHA0 = 0.3;
  private static final double REGULARIZATION = 0.003;
  private static final int ITERATIONS = 8;
  private static final int MOST_SWEEPS = 64;

  /** Two orders of magnitude, and more factors. */
  private static final List<Shape> SHAPES =
      List.of(
          new Shape(604, 64), new Shape(6_040, 64), new Shape(60_400, 64), new Shape(6_040, 256));

  /** Vectors of length one, as Spark begins with. */
  private static final double DEVIATION = 1;

  /** Packages of the JDK that Spark reaches into. */
  private static final String OPENED =
      "java.lang java.lang.invoke java.net java.nio java.util java.util.concurrent sun.nio.ch"
          + " sun.security.action";

  private SparkBenchmark() {}

  public static void run(Settings settings) throws IOException, InterruptedException {
    String java17 = System.getProperty("benchmarks.java17", "");
    String spark = System.getProperty("benchmarks.spark", "");
    if (java17.isEmpty() || spark.isEmpty()) {
      System.out.println("skipped: Spark needs a JDK 17, named by JAVA17_HOME");
      return;
    }
    Figures figures = new Figures("spark").about("threads", THREADS);
    for (Shape shape : SHAPES) {
      TrainingData data = Shaped.of(shape.people(), shape.people() * 3_706 / 6_040);
      for (int round = 0; round < settings.rounds(); round++) {
        Path work = settings.work().resolve("spark-" + shape + "-" + round);
        compare(figures, data, shape, work, List.of(java17, spark));
      }
      figures.ratio(
          shape + ": times as fast as Spark (aim 10)", shape + ": Spark [s]", shape + ": iALS [s]");
      figures.print(settings.results());
    }
  }

  /** With items for people as MovieLens 1M has. */
  private record Shape(int people, int factors) {
    @Override
    public String toString() {
      return "%d people, %d factors".formatted(people, factors);
    }
  }

  private static void compare(
      Figures figures, TrainingData data, Shape shape, Path work, List<String> spark)
      throws IOException, InterruptedException {
    Files.createDirectories(work);
    figures.about(shape + ", pairs", data.pairs());
    Judge judge = new Judge(data, REGULARIZATION, ALPHA0);
    try (Workers workers = new Workers(THREADS)) {
      figures.add(shape + ": Spark [s]", spark(data, shape.factors(), work, spark));
      double[][] items = read(work.resolve("items"), data.items().size(), shape.factors());
      double target = judge.loss(items, workers);
      figures.add(shape + ": Spark, loss", target);
      ours(figures, data, judge, shape, target, workers);
    }
  }

  /** The fewest sweeps that come as low: the loss falls with each. */
  private static void ours(
      Figures figures,
      TrainingData data,
      Judge judge,
      Shape shape,
      double target,
      Workers workers) {
    train(data, shape.factors(), 2); // warms up
    int tooFew = 0;
    int sweeps = ITERATIONS / 2;
    int enough = 0;
    double seconds = Double.NaN;
    double reached = Double.NaN;
    while (enough == 0 || enough - tooFew > 1) {
      long began = System.nanoTime();
      AlsModel model = train(data, shape.factors(), sweeps);
      double taken = (System.nanoTime() - began) / 1e9;
      double loss = judge.loss(vectors(model), workers);
      System.out.printf("    %d sweeps in %.2f s: loss %.1f%n", sweeps, taken, loss);
      if (loss <= target) {
        enough = sweeps;
        seconds = taken;
        reached = loss;
      } else {
        tooFew = sweeps;
      }
      sweeps = enough == 0 ? 2 * sweeps : (tooFew + enough) / 2;
      if (sweeps > MOST_SWEEPS) {
        throw new IllegalStateException("the loss that Spark comes to was not reached");
      }
    }
    figures.add(shape + ": iALS [s]", seconds);
    figures.add(shape + ": iALS, loss", reached);
    figures.add(shape + ": iALS, sweeps", enough);
  }

  private static AlsModel train(TrainingData data, int factors, int sweeps) {
    AlsConfig config = new AlsConfig(factors, REGULARIZATION, ALPHA0, 1, DEVIATION, sweeps, 0);
    return new AlsTrainer(config).train(data, 1, THREADS);
  }

  private static double[][] vectors(AlsModel model) {
    double[][] vectors = new double[model.items().size()][model.factors()];
    for (int item = 0; item < vectors.length; item++) {
      for (int k = 0; k < vectors[item].length; k++) {
        vectors[item][k] = model.factor(item, k);
      }
    }
    return vectors;
  }

  /** Answers seconds. */
  private static double spark(TrainingData data, int factors, Path work, List<String> spark)
      throws IOException, InterruptedException {
    Path pairs = work.resolve("pairs");
    write(data, pairs);
    double observed = (double) data.pairs() / data.users();
    double regularization =
        REGULARIZATION * (observed + ALPHA0 * data.items().size()) / (ALPHA0 * observed);
    List<String> command = new ArrayList<>(List.of(spark.get(0) + "/bin/java", "-Xmx8g"));
    command.add("--add-modules=jdk.incubator.vector"); // which its BLAS then uses
    for (String open : OPENED.split(" ")) {
      command.add("--add-opens=java.base/" + open + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", spark.get(1), "io.hindsight.spark.SparkAls", pairs.toString()));
    command.addAll(List.of("" + factors, "" + regularization, "" + 1 / ALPHA0));
    command.add("" + ITERATIONS);
    Process process =
        new ProcessBuilder(command).redirectError(work.resolve("spark.log").toFile()).start();
    double seconds = Double.NaN;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("seconds=")) {
          seconds = Double.parseDouble(line.substring("seconds=".length()));
        }
      }
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException("Spark failed: see " + work.resolve("spark.log"));
    }
    return seconds;
  }

  private static void write(TrainingData data, Path file) throws IOException {
    Rows rows = data.byUser();
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(data.pairs());
      for (int user = 0; user < data.users(); user++) {
        for (int i = 0; i < rows.length(user); i++) {
          out.writeInt(user);
          out.writeInt(rows.column(rows.start(user) + i));
        }
      }
    }
  }

  private static double[][] read(Path file, int items, int factors) throws IOException {
    double[][] vectors = new double[items][factors]; // zeros for items that nobody met
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (int left = in.readInt(); left > 0; left--) {
        double[] vector = vectors[in.readInt()];
        for (int k = 0; k < factors; k++) {
          vector[k] = in.readFloat();
        }
      }
    }
    return vectors;
  }
}
