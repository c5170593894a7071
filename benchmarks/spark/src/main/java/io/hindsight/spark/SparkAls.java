package io.hindsight.spark;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;

/**
 * Trains implicit ALS by Spark on this machine's processors alone. Prints {@code seconds=S} and writes the items' vectors beside the pairs. Reading and caching the data is not counted, nor is a
 * first training that warms up.
 */
public final class SparkAls {
  private static final int THREADS = 2;

  private SparkAls() {}

  /** Pairs' file, factors, regularization, alpha, and the number of iterations. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    SparkSession spark =
        SparkSession.builder()
            .master("local[" + THREADS + "]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", THREADS)
            .config("spark.default.parallelism", THREADS)
            .getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
    Dataset<Row> pairs = spark.createDataFrame(read(file), schema()).repartition(THREADS).cache();
    pairs.count();
    train(pairs, arguments, 2);
    long began = System.nanoTime();
    ALSModel model = train(pairs, arguments, Integer.parseInt(arguments[4]));
    model.itemFactors().count();
    System.out.println("seconds=" + (System.nanoTime() - began) / 1e9);
    write(model, file.resolveSibling("items"));
    spark.stop();
  }

  private static ALSModel train(Dataset<Row> pairs, String[] arguments, int iterations) {
    return new ALS()
        .setImplicitPrefs(true)
        .setRank(Integer.parseInt(arguments[1]))
        .setRegParam(Double.parseDouble(arguments[2]))
        .setAlpha(Double.parseDouble(arguments[3]))
        .setNumBlocks(THREADS)
        .setUserCol("user")
        .setItemCol("item")
        .setRatingCol("weight")
        .setMaxIter(iterations)
        .setSeed(1)
        .fit(pairs);
  }

  private static StructType schema() {
    return new StructType()
        .add("user", DataTypes.IntegerType)
        .add("item", DataTypes.IntegerType)
        .add("weight", DataTypes.FloatType);
  }

  private static List<Row> read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (int left = in.readInt(); left > 0; left--) {
        rows.add(RowFactory.create(in.readInt(), in.readInt(), 1f));
      }
    }
    return rows;
  }

  private static void write(ALSModel model, Path file) throws IOException {
    List<Row> items = model.itemFactors().collectAsList();
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(items.size());
      for (Row item : items) {
        out.writeInt(item.getInt(0));
        Seq<Float> vector = item.getSeq(1);
        for (int k = 0; k < vector.size(); k++) {
          out.writeFloat(vector.apply(k));
        }
      }
    }
  }
}
