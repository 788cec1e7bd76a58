package io.narsil.boxes;

import io.narsil.random.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random images with boxes: some objects are found well, some badly, some not, and some boxes lie on nothing. All scores differ. */
record Scene(int classes, List<List<TrueBox>> truth, List<List<FoundBox>> found) {
    static Scene of(long seed, int images, int classes) {
        RandomGenerator random = new Seeds(seed).stream("scene", 0);
        List<List<TrueBox>> truth = new ArrayList<>();
        List<List<FoundBox>> found = new ArrayList<>();
        for (int image = 0; image < images; image++) {
            List<TrueBox> there = new ArrayList<>();
            List<FoundBox> here = new ArrayList<>();
            for (int object = random.nextInt(9); object > 0; object--) {
                Box box = box(random);
                int label = random.nextInt(classes);
                boolean ignored = random.nextInt(8) == 0;
                boolean crowd = ignored && random.nextBoolean();
                there.add(new TrueBox(label, box, box.area() * random.nextDouble(0.5, 1), crowd, ignored && !crowd));
                for (int box2 = random.nextInt(3); box2 > 0; box2--) {
                    here.add(new FoundBox(label, near(box, random), random.nextDouble(0.2, 1)));
                }
            }
            for (int wrong = random.nextInt(6); wrong > 0; wrong--) {
                here.add(new FoundBox(random.nextInt(classes), box(random), random.nextDouble()));
            }
            truth.add(there);
            found.add(here);
        }
        return new Scene(classes, truth, found);
    }

    static Box box(RandomGenerator random) {
        double left = random.nextDouble(400);
        double top = random.nextDouble(400);
        return new Box(left, top, left + random.nextDouble(8, 200), top + random.nextDouble(8, 200));
    }

    private static Box near(Box box, RandomGenerator random) {
        double spread = random.nextDouble(0.3);
        double across = spread * box.width();
        double down = spread * box.height();
        return new Box(
                box.left() + across * random.nextDouble(),
                box.top() - down * random.nextDouble(),
                box.right() + across * random.nextDouble(),
                box.bottom() - down * random.nextDouble());
    }

    Detections match() {
        return Detections.match(classes, truth, found);
    }

    /** The same with other found boxes. */
    Scene with(List<List<FoundBox>> others) {
        return new Scene(classes, truth, others);
    }

    /** The images of these numbers, in this order. */
    Scene images(int... numbers) {
        List<List<TrueBox>> there = new ArrayList<>();
        List<List<FoundBox>> here = new ArrayList<>();
        for (int number : numbers) {
            there.add(truth.get(number));
            here.add(found.get(number));
        }
        return new Scene(classes, there, here);
    }
}
