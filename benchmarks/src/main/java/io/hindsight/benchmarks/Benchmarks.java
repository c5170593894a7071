package io.hindsight.benchmarks;

import io.hindsight.app.launch.DataDirectories;
import io.hindsight.benchmarks.auditing.ReproductionBenchmark;
import io.hindsight.benchmarks.auditing.TravelBenchmark;
import io.hindsight.benchmarks.growing.GrowthBenchmark;
import io.hindsight.benchmarks.importing.ImportBenchmark;
import io.hindsight.benchmarks.nearest.NearestBenchmark;
import io.hindsight.benchmarks.offpolicy.OffPolicyBenchmark;
import io.hindsight.benchmarks.parts.Parts;
import io.hindsight.benchmarks.projecting.FreshnessBenchmark;
import io.hindsight.benchmarks.projecting.ProjectionBenchmark;
import io.hindsight.benchmarks.sealing.SealingBenchmark;
import io.hindsight.benchmarks.serving.ReceiptsBenchmark;
import io.hindsight.benchmarks.serving.ServingBenchmark;
import io.hindsight.benchmarks.spark.SparkBenchmark;
import io.hindsight.benchmarks.starting.StartBenchmark;
import io.hindsight.benchmarks.support.Settings;
import io.hindsight.benchmarks.training.FoldingBenchmark;
import io.hindsight.benchmarks.training.KernelsBenchmark;
import io.hindsight.benchmarks.training.MemoryBenchmark;
import io.hindsight.benchmarks.training.TrainingBenchmark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the benchmarks that are named, or all. */
public final class Benchmarks {
  private Benchmarks() {}

  /** One of them. */
  @FunctionalInterface
  private interface Benchmark {
    void run(Settings settings) throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, Benchmark> all = new LinkedHashMap<>();
    all.put("import", ImportBenchmark::run);
    all.put("projection", ProjectionBenchmark::run);
    all.put("freshness", FreshnessBenchmark::run);
    all.put("serving", ServingBenchmark::run);
    all.put("receipts", ReceiptsBenchmark::run);
    all.put("start", StartBenchmark::run);
    all.put("reproduction", ReproductionBenchmark::run);
    all.put("sealing", SealingBenchmark::run);
    all.put("travel", TravelBenchmark::run);
    all.put("parts", Parts::run);
    all.put("growth", GrowthBenchmark::run);
    all.put("training", TrainingBenchmark::run);
    all.put("sweeps", TrainingBenchmark::sweeps);
    all.put("kernels", KernelsBenchmark::run);
    all.put("folding", FoldingBenchmark::run);
    all.put("memory", MemoryBenchmark::run);
    all.put("ease", TrainingBenchmark::ease);
    all.put("spark", SparkBenchmark::run);
    all.put("nearest", NearestBenchmark::run);
    all.put("off-policy", OffPolicyBenchmark::run);
    Settings settings = Settings.of(arguments);
    List<String> named =
        List.of(arguments).stream().filter(argument -> !argument.startsWith("--")).toList();
    for (String name : named.isEmpty() ? all.keySet() : named) {
      Benchmark benchmark = all.get(name);
      if (benchmark == null) {
        System.err.println("no benchmark " + name + ", only " + all.keySet());
        System.exit(2);
        return;
      }
      System.out.println("== " + name);
      DataDirectories.delete(settings.work());
      benchmark.run(settings);
    }
    DataDirectories.delete(settings.work());
    System.exit(0);
  }
}
