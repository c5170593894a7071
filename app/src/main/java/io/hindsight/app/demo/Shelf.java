package io.hindsight.app.demo;

import java.util.List;

/**
 * One category of the shop.
 *
 * @param price in euros, of an average thing here
 * @param brands from the cheapest to the dearest
 */
record Shelf(String category, double price, List<String> brands, List<String> things) {
  static final List<String> MOODS =
      List.of(
          "Classic",
          "Compact",
          "Everyday",
          "Quiet",
          "Nordic",
          "Feather",
          "Studio",
          "Copper",
          "Travel",
          "Harbour",
          "Evening",
          "Sturdy",
          "Bright",
          "Pocket",
          "Grand",
          "Velvet");

  static final List<String> TAGS =
      List.of("gift", "new", "handmade", "recycled", "lightweight", "bestseller", "limited");

  static final List<Shelf> ALL =
      List.of(
          of(
              "Coffee & Tea",
              28,
              "Morgenrot, Kettle & Co, Bruma, Alto Grano",
              "Pour-over Set, Coffee Grinder, Teapot, Espresso Cups, Milk Frother, French Press,"
                  + " Gooseneck Kettle, Tea Sampler"),
          of(
              "Kitchen",
              42,
              "Handfest, Tavola, Lindgren, Maison Royer",
              "Chef's Knife, Cast-iron Pan, Mixing Bowls, Chopping Board, Pepper Mill, Stock Pot,"
                  + " Baking Tray, Salad Spinner"),
          of(
              "Garden",
              33,
              "Greenthumb, Rosalie, Waldhof, Kew & Sons",
              "Secateurs, Watering Can, Raised Bed, Seed Box, Garden Fork, Compost Bin, Rain Gauge,"
                  + " Bird Table"),
          of(
              "Cycling",
              75,
              "Rollo, Velocita, Nordpeloton, Carbona",
              "Bike Light, Helmet, Frame Bag, Floor Pump, Saddle, Multi Tool, Rain Jacket,"
                  + " Bottle Cage"),
          of(
              "Running",
              68,
              "Stride, Tempo, Fjellop, Aether",
              "Trail Shoes, Running Belt, Head Torch, Windbreaker, Compression Socks, Sports Watch,"
                  + " Hydration Vest, Foam Roller"),
          of(
              "Camping",
              95,
              "Tarn, Basecamp, Nordlys, Summit House",
              "Tent, Sleeping Bag, Camping Stove, Hammock, Lantern, Cool Box, Folding Chair,"
                  + " Dry Bag"),
          of(
              "Photography",
              140,
              "Clicka, Lumen, Obscura, Halide",
              "Tripod, Camera Bag, Prime Lens, Flash, Filter Set, Photo Printer, Memory Card,"
                  + " Light Meter"),
          of(
              "Audio",
              120,
              "Hertz, Sonora, Klangwerk, Auris",
              "Headphones, Turntable, Bookshelf Speaker, Microphone, Radio, Record Brush,"
                  + " Amplifier, Earbuds"),
          of(
              "Board Games",
              36,
              "Dicebox, Meeple House, Spielart, Obsidian",
              "Strategy Game, Card Game, Puzzle, Dice Tower, Family Game, Chess Set, Party Game,"
                  + " Travel Game"),
          of(
              "Books",
              19,
              "Paperback Press, Lantern, Northwind, Atelier",
              "Novel, Cookbook, Atlas, Biography, Field Guide, Poetry Volume, Short Stories,"
                  + " Travelogue"),
          of(
              "Stationery",
              16,
              "Inkwell, Papira, Bleistift, Scriptorium",
              "Fountain Pen, Notebook, Desk Lamp, Ink Bottle, Sketchbook, Pencil Case, Letter Set,"
                  + " Calendar"),
          of(
              "Toys",
              24,
              "Bimbo, Klotz, Lillehus, Atelier Nino",
              "Building Blocks, Train Set, Doll's House, Kite, Marble Run, Plush Bear, Puppet,"
                  + " Balance Bike"));

  private static Shelf of(String category, double price, String brands, String things) {
    return new Shelf(
        category, price, List.of(brands.split(", ", -1)), List.of(things.split(", ", -1)));
  }
}
